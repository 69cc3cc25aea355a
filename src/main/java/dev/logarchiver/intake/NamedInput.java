package dev.logarchiver.intake;

import dev.logarchiver.failure.Printable;

/**
 * The name of something that lists Workers.
 *
 * @param name the name as it was given
 * @param by the option or setting that it was given by
 */
record NamedInput(String name, String by) {

	private static final String STANDARD_INPUT = "-";

	boolean isStandardInput() {
		return this.name.equals(STANDARD_INPUT);
	}

	NamedInput named(String other) {
		return new NamedInput(other, this.by);
	}

	@Override
	public String toString() {
		return Printable.escape(this.name + " (" + this.by + ")");
	}

}
