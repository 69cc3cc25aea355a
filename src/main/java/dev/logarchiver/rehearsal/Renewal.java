package dev.logarchiver.rehearsal;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives classes that were compiled for Java 5, as picocli's are, what younger ones have:
 * an ahead-of-time cache takes no others, so that the JVM would read and verify them, in
 * its slow old way, at every start.
 */
final class Renewal {

	private static final ClassFile FORMAT = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS);

	private static final ClassTransform YOUNGER = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
		.andThen((builder, element) -> {
			if (element instanceof ClassFileVersion) {
				builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
			}
			else {
				builder.with(element);
			}
		});

	private Renewal() {
	}

	/**
	 * Renews libraries.
	 * @param arguments the directory of their jars
	 */
	static void main(String[] arguments) throws IOException {
		for (Path jar : files(Path.of(arguments[0]), ".jar")) {
			try (FileSystem content = FileSystems.newFileSystem(jar)) {
				for (Path type : files(content.getPath("/"), ".class")) {
					renew(type);
				}
			}
		}
	}

	private static List<Path> files(Path directory, String ending) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> file.toString().endsWith(ending)).toList();
		}
	}

	private static void renew(Path type) throws IOException {
		ClassModel model = FORMAT.parse(Files.readAllBytes(type));
		if (model.majorVersion() <= ClassFile.JAVA_5_VERSION) {
			FileTime time = Files.getLastModifiedTime(type);
			Files.write(type, FORMAT.transformClass(model, YOUNGER));
			// so that the same jar comes out whenever it is renewed
			Files.setLastModifiedTime(type, time);
		}
	}

}
