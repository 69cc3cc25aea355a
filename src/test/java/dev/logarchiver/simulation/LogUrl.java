package dev.logarchiver.simulation;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Where a run's full text is said to be.
 */
sealed interface LogUrl {

	/** What a request must not leak, so that a test can look for it. */
	String SIGNATURE = "X-Signature";

	@Nullable String text(URI storage, SimulatedRun run);

	default LogUrl renewed() {
		return this;
	}

	/**
	 * The published example: the slug is in the path.
	 */
	record WithSlug() implements LogUrl {

		@Override
		public String text(URI storage, SimulatedRun run) {
			return storage + "/runs/" + run.slug() + "/logs.txt";
		}

	}

	/**
	 * The shape seen live: a UUID that isn't the slug, and a signature for a time.
	 *
	 * @param generation counts the signatures that have expired
	 */
	record Signed(int generation) implements LogUrl {

		@Override
		public String text(URI storage, SimulatedRun run) {
			UUID uuid = UUID.nameUUIDFromBytes(run.slug().getBytes(StandardCharsets.UTF_8));
			return storage + "/log/all_log_" + uuid + "_" + run.createdAt().toEpochMilli() + "?" + SIGNATURE + "="
					+ sign(run.slug(), this.generation);
		}

		@Override
		public LogUrl renewed() {
			return new Signed(this.generation + 1);
		}

		/** Hides the slug, but lets the storage find it again. */
		static String sign(String slug, int generation) {
			return HexFormat.of().formatHex(scramble((generation + ":" + slug).getBytes(StandardCharsets.UTF_8)));
		}

		static String read(String signature) {
			return new String(scramble(HexFormat.of().parseHex(signature)), StandardCharsets.UTF_8);
		}

		private static byte[] scramble(byte[] bytes) {
			for (int i = 0; i < bytes.length; i++) {
				bytes[i] ^= 0x5A;
			}
			return bytes;
		}

	}

	/**
	 * Anything else, or nothing.
	 */
	record Given(@Nullable String given) implements LogUrl {

		@Override
		public @Nullable String text(URI storage, SimulatedRun run) {
			return this.given;
		}

	}

}
