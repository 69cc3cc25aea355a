package dev.logarchiver.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an ahead-of-time cache would leave out, it takes after the renewal.
 */
class RenewalTests {

	@TempDir
	private Path libraries;

	@Test
	void givesOldClassesWhatTheJvmVerifiesYoungOnesBy() throws Exception {
		Path picocli = Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		Path library = Files.copy(picocli, this.libraries.resolve("picocli.jar"));
		assertThat(oldClasses(library)).isNotEmpty();
		Renewal.main(new String[] { this.libraries.toString() });
		assertThat(oldClasses(library)).isEmpty();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { library.toUri().toURL() },
				ClassLoader.getPlatformClassLoader())) {
			for (String name : classes(library)) {
				if (!name.startsWith("META-INF/")) {
					// a class with a wrong stack map can't be loaded
					assertThat(Class.forName(name.replace('/', '.').replace(".class", ""), true, loader))
						.hasPackage(name.substring(0, name.lastIndexOf('/')).replace('/', '.'));
				}
			}
		}
	}

	private static List<String> oldClasses(Path library) throws IOException {
		try (JarFile jar = new JarFile(library.toFile())) {
			return classes(library).stream().filter((name) -> isOld(jar, jar.getJarEntry(name))).toList();
		}
	}

	private static List<String> classes(Path library) throws IOException {
		try (JarFile jar = new JarFile(library.toFile())) {
			return jar.stream().map(JarEntry::getName).filter((name) -> name.endsWith(".class")).toList();
		}
	}

	private static boolean isOld(JarFile jar, JarEntry type) {
		try (InputStream bytes = jar.getInputStream(type)) {
			return ClassFile.of().parse(bytes.readAllBytes()).majorVersion() < ClassFile.JAVA_6_VERSION;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
