package dev.logarchiver.acceptance.faults;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.world.World;

/**
 * A kill between two steps of a Worker's way into the archive.
 *
 * @param name between what the process is killed
 * @param before brings the world to where it is about to happen
 * @param at the request to the store at which it is killed
 * @param served whether the store does what that request asks for
 * @param left what the store holds once the execution was taken up, in the order of keys
 */
record Crash(String name, Consumer<World> before, Predicate<Request> at, boolean served, List<String> left) {

	/**
	 * Lets it happen, once.
	 * @param store the way to the store
	 * @param kill ends the process
	 */
	void arrange(FaultyProxy store, Runnable kill) {
		if (this.served) {
			store.actBeforeAnswer(kill, this.at, 1);
			return;
		}
		store.dropRequest((request) -> {
			boolean met = this.at.test(request);
			if (met) {
				kill.run();
			}
			return met;
		}, Integer.MAX_VALUE);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
