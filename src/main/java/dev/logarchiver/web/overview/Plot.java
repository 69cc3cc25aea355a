package dev.logarchiver.web.overview;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A bar for each day.
 *
 * @param name what it shows
 * @param largest the largest value
 * @param bars from the left to the right
 */
public record Plot(String name, long largest, List<Bar> bars) {

	/** In the units of the picture. */
	public static final int WIDTH = 720;

	/** Of the bars, without what is written below. */
	public static final int HEIGHT = 90;

	private static final double FILLED = 0.8;

	static Plot of(String name, List<Long> values) {
		long largest = values.isEmpty() ? 0 : Collections.max(values);
		double step = (double) WIDTH / Math.max(1, values.size());
		List<Bar> bars = new ArrayList<>();
		for (int i = 0; i < values.size(); i++) {
			long value = values.get(i);
			double height = (largest > 0) ? (double) HEIGHT * value / largest : 0;
			// a little is more than nothing
			double shown = (value > 0) ? Math.max(1, height) : 0;
			bars.add(new Bar(round(i * step), round(HEIGHT - shown), round(step * FILLED), round(shown), value));
		}
		return new Plot(name, largest, bars);
	}

	private static double round(double length) {
		return Math.round(length * 10) / 10.0;
	}

	/**
	 * One bar.
	 *
	 * @param x its left side
	 * @param y its upper side
	 * @param width its width
	 * @param height its height
	 * @param value what it stands for
	 */
	public record Bar(double x, double y, double width, double height, long value) {

	}

}
