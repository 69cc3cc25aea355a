package dev.logarchiver.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * An object of the store as somebody finds it who knows nothing of the program.
 *
 * @param key its key below the prefix
 * @param worker the Worker that its metadata names
 * @param run the run that its metadata names
 * @param completeness whether it holds the full text or a preview
 * @param sha256 the SHA-256 of its bytes, decompressed
 */
public record ArchivedObject(String key, String worker, String run, String completeness, String sha256) {

	/**
	 * Reads all objects of a world, each to its end.
	 */
	public static List<ArchivedObject> of(World world) {
		return world.keys().stream().map((key) -> read(world, key)).toList();
	}

	private static ArchivedObject read(World world, String key) {
		Map<String, String> metadata = world.head(key).metadata();
		return new ArchivedObject(key, metadata.getOrDefault("worker-id", ""), metadata.getOrDefault("run-id", ""),
				metadata.getOrDefault("completeness", ""), sha256(world, key));
	}

	private static String sha256(World world, String key) {
		try (InputStream text = world.open(key)) {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			text.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
