package dev.logarchiver.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes with others put in between. Any part can be written without those before it, as
 * far as that goes for the bytes that it began with.
 */
public final class PlantedContent implements Content {

	private final Content base;

	private final List<Plant> plants = new ArrayList<>();

	private long planted;

	public PlantedContent(Content base) {
		this.base = base;
	}

	/**
	 * Puts bytes in.
	 * @param offset where they begin in the end, behind all that were put in before, or
	 * as near as that can be
	 */
	public PlantedContent plant(long offset, byte[] bytes) {
		Plant last = this.plants.isEmpty() ? new Plant(0, new byte[0]) : this.plants.getLast();
		long at = Math.clamp(offset, last.end(), this.base.size() + this.planted);
		this.plants.add(new Plant(at, bytes));
		this.planted += bytes.length;
		return this;
	}

	@Override
	public long size() {
		return this.base.size() + this.planted;
	}

	@Override
	public void writeTo(OutputStream out, long from, long to) throws IOException {
		long before = 0;
		long position = 0;
		for (Plant plant : this.plants) {
			writeBase(out, Math.max(from, position), Math.min(to, plant.at()), before);
			int first = Math.clamp(from - plant.at(), 0, plant.bytes().length);
			int end = Math.clamp(to - plant.at(), first, plant.bytes().length);
			out.write(plant.bytes(), first, end - first);
			before += plant.bytes().length;
			position = plant.end();
		}
		writeBase(out, Math.max(from, position), to, before);
	}

	private void writeBase(OutputStream out, long from, long to, long before) throws IOException {
		if (from < to) {
			this.base.writeTo(out, from - before, to - before);
		}
	}

	@SuppressWarnings("ArrayRecordComponent")
	private record Plant(long at, byte[] bytes) {

		long end() {
			return this.at + this.bytes.length;
		}

	}

}
