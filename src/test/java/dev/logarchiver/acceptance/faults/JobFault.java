package dev.logarchiver.acceptance.faults;

import java.util.function.Consumer;

import dev.logarchiver.world.World;

/**
 * Something that every Worker would meet, and how the job ends.
 *
 * @param name what goes wrong
 * @param misbehaviour lets it go wrong
 * @param exit the exit code
 * @param status the status of the execution; {@code none} where none is begun
 * @param told what a person is told
 */
record JobFault(String name, Consumer<World> misbehaviour, int exit, String status, String told) {

	static JobFault ends(String name, int exit, String told, Consumer<World> misbehaviour) {
		return new JobFault(name, misbehaviour, exit, "FAILED", told);
	}

	static JobFault preventsTheStart(String name, int exit, String told, Consumer<World> misbehaviour) {
		return new JobFault(name, misbehaviour, exit, "none", told);
	}

	@Override
	public String toString() {
		return this.name + " -> exit " + this.exit;
	}

}
