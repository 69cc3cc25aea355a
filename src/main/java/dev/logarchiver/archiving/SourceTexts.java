package dev.logarchiver.archiving;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.logarchiver.ledger.RedactedText;
import dev.logarchiver.ledger.TextDigest;
import dev.logarchiver.state.HashKey;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Tells from what is known of two stored texts whether the platform's text was the same,
 * whatever was made unreadable in each. Of a text with secrets only a keyed hash is kept:
 * from another one, whoever sees the ledger could find a secret by guessing. Safe for use
 * by many threads.
 */
@Component
final class SourceTexts {

	private static final String ALGORITHM = "HmacSHA256";

	/** 192 bits distinguish texts as surely as 256. */
	private static final int LENGTH = 24;

	private static final int LENGTH_OF_ID = 4;

	private final HashKey keys;

	private volatile @Nullable Key key;

	SourceTexts(HashKey keys) {
		this.keys = keys;
	}

	/**
	 * The keyed hash of a text.
	 * @param sha256 the SHA-256 of the text
	 * @return the hash, and by which key
	 */
	String mac(String sha256) {
		Key present = this.key;
		if (present == null) {
			present = new Key(this.keys.obtain());
			this.key = present;
		}
		return present.mac(sha256);
	}

	/**
	 * Compares two texts.
	 * @param known what the ledger knows of the one
	 * @param found what was found out about the other
	 */
	Resemblance compare(TextDigest known, TextDigest found) {
		boolean same = known.sha256().equals(found.sha256());
		String plain = plain(known);
		String other = plain(found);
		if (plain != null && other != null) {
			return same ? Resemblance.SAME : Resemblance.OTHER;
		}
		String one = (plain != null) ? knownMac(plain) : mac(known.redacted());
		String another = (other != null) ? knownMac(other) : mac(found.redacted());
		if (one != null && another != null && Key.of(one).equals(Key.of(another))) {
			return one.equals(another) ? Resemblance.SAME : Resemblance.OTHER;
		}
		return same ? Resemblance.SAME : byRules(known, found);
	}

	/** The same rules make the same of the same text. */
	private static Resemblance byRules(TextDigest known, TextDigest found) {
		return Objects.equals(known.rules(), found.rules()) ? Resemblance.OTHER : Resemblance.UNKNOWN;
	}

	/** A text in which nothing was made unreadable has the hash that its object shows. */
	private static @Nullable String plain(TextDigest text) {
		return (text.redacted() == null || text.redacted().what().redactions() == 0) ? text.sha256() : null;
	}

	private static @Nullable String mac(@Nullable RedactedText text) {
		return (text != null) ? text.sourceMac() : null;
	}

	private @Nullable String knownMac(String sha256) {
		Key present = this.key;
		if (present == null) {
			present = this.keys.find().map(Key::new).orElse(null);
			this.key = present;
		}
		return (present != null) ? present.mac(sha256) : null;
	}

	/** A key, and the name of it that stands before each hash. */
	private static final class Key {

		private final SecretKeySpec secret;

		private final String id;

		Key(byte[] bytes) {
			this.secret = new SecretKeySpec(bytes, ALGORITHM);
			this.id = HexFormat.of().formatHex(hash("id"), 0, LENGTH_OF_ID);
		}

		/** By which key a hash was made. */
		static String of(String mac) {
			return mac.substring(0, mac.indexOf(':'));
		}

		String mac(String sha256) {
			return this.id + ':' + HexFormat.of().formatHex(hash(sha256), 0, LENGTH);
		}

		private byte[] hash(String text) {
			try {
				Mac mac = Mac.getInstance(ALGORITHM);
				mac.init(this.secret);
				return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
			}
			catch (GeneralSecurityException ex) {
				throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
			}
		}

	}

}
