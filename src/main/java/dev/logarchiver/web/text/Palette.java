package dev.logarchiver.web.text;

/**
 * The 16 colours that a log may have. Of all others the nearest is taken: only these are
 * sure to be readable in a dark and a light page.
 */
final class Palette {

	private static final int[] COLOURS = { 0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd,
			0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff };

	private static final int CUBE = 16;

	private static final int GREYS = 232;

	private static final int SIDE = 6;

	private Palette() {
	}

	/** The nearest to one of 256 colours. */
	static int ofIndex(int index) {
		if (index < CUBE) {
			return Math.max(0, index);
		}
		if (index >= GREYS) {
			int grey = 8 + 10 * (Math.min(index, 255) - GREYS);
			return ofLight(grey, grey, grey);
		}
		int place = index - CUBE;
		return ofLight(light(place / (SIDE * SIDE)), light(place / SIDE % SIDE), light(place % SIDE));
	}

	private static int light(int step) {
		return (step == 0) ? 0 : 55 + 40 * step;
	}

	/** The nearest to a colour of red, green and blue, each from 0 to 255. */
	static int ofLight(int red, int green, int blue) {
		int nearest = 0;
		int least = Integer.MAX_VALUE;
		for (int i = 0; i < COLOURS.length; i++) {
			int distance = square(red - (COLOURS[i] >> 16)) + square(green - (COLOURS[i] >> 8 & 0xff))
					+ square(blue - (COLOURS[i] & 0xff));
			if (distance < least) {
				least = distance;
				nearest = i;
			}
		}
		return nearest;
	}

	private static int square(int number) {
		int bounded = Math.clamp(number, -255, 255);
		return bounded * bounded;
	}

}
