package dev.logarchiver.outside;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Is there for every test class: takes this JVM's environment and home away before the
 * first one, and fails each after which a decoy was touched. The build sets the decoys up
 * (see the {@code pom.xml}): a machine on which the program is installed, with an
 * environment, a home and a program on the path that tell when they are used.
 */
public final class OutsideGuard implements BeforeAllCallback, AfterAllCallback {

	/** What the build's environment leads to, and what the decoys write. */
	private static final List<Path> TRACES = List.of(Path.of("target", "decoys", "called"),
			Path.of("target", "decoys", "state"), Path.of("target", "decoys", "store"), Path.of("data"));

	private static final long BEGINNING = ManagementFactory.getRuntimeMXBean().getStartTime();

	private static final boolean EMPTIED = emptyEnvironment();

	@Override
	public void beforeAll(ExtensionContext context) {
		System.setProperty("user.home", Outside.home().toString());
	}

	@Override
	public void afterAll(ExtensionContext context) throws IOException {
		for (Path trace : TRACES) {
			if (Files.exists(trace) && Files.getLastModifiedTime(trace).toMillis() > BEGINNING) {
				String told = Files.isRegularFile(trace) ? ": " + Files.readString(trace) : "";
				throw new IllegalStateException("A test, of this class or of one that ran beside it, reached outside: "
						+ trace.toAbsolutePath() + told);
			}
		}
	}

	static boolean isEmptied() {
		return EMPTIED;
	}

	/**
	 * Both what this JVM sees and what its processes inherit. It needs
	 * {@code --add-opens java.base/java.lang=ALL-UNNAMED}, which the build gives; where a
	 * single test is started otherwise, the environment stays.
	 */
	private static boolean emptyEnvironment() {
		// before its path goes
		Outside.tools();
		try {
			Class<?> type = Class.forName("java.lang.ProcessEnvironment");
			var field = type.getDeclaredField("theEnvironment");
			if (!field.trySetAccessible()) {
				return false;
			}
			((Map<?, ?>) field.get(null)).keySet().removeIf((name) -> !Outside.HARMLESS.contains(name.toString()));
			return true;
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
