package dev.logarchiver.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.sql.Connection;
import java.sql.SQLException;

import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Puts an H2 database with all tables into a state directory without one, as soon as a
 * program that is called in this JVM holds the directory: making the tables took a third
 * of its first start. Processes of their own, and tests in this package, make them.
 */
public final class ReadyDatabase implements ApplicationContextInitializer<GenericApplicationContext> {

	private static final SingletonSupplier<byte[]> FILE = SingletonSupplier.of(ReadyDatabase::make);

	@Override
	public void initialize(GenericApplicationContext context) {
		context.addBeanFactoryPostProcessor((factory) -> factory.addBeanPostProcessor(new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				if (bean instanceof StateDirectory directory) {
					directory.database().ifPresent(ReadyDatabase::copyTo);
				}
				return bean;
			}
		}));
	}

	static void copyTo(H2File database) {
		if (Files.exists(database.path())) {
			return;
		}
		try {
			PrivateFiles.createDirectories(Objects.requireNonNull(database.path().getParent()));
			PrivateFiles.createFile(database.path());
			Files.write(database.path(), FILE.obtain());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] make() {
		try {
			Path directory = Files.createTempDirectory("log-archiver-test");
			H2File database = H2File.in(directory);
			try (Connection _ = new H2Upgrade(database, Flyway.configure()).open()) {
				// as the last one it closes the file
			}
			byte[] file = Files.readAllBytes(database.path());
			FileSystemUtils.deleteRecursively(directory);
			return file;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
