package dev.logarchiver.cli.doctor;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.state.PrivateFiles;

/** Whether the state directory can be used, and by whom. */
public final class StateCheck {

	private static final String NAME = "state directory";

	private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("------rwx");

	private StateCheck() {
	}

	public static CheckResult examine(Path given) {
		Path directory = given.toAbsolutePath().normalize();
		try {
			PrivateFiles.createDirectories(directory);
			if (!Files.isWritable(directory) || !Files.isExecutable(directory)) {
				throw new ConfigurationException(
						"'" + directory + "' belongs to " + Files.getOwner(directory).getName()
								+ ", and this process may not write there",
						"run as its owner, make it writable ('chown' and 'chmod 700'), or name another with --state or "
								+ "archiver.state-dir",
						null);
			}
			return permissions(directory);
		}
		catch (FileAlreadyExistsException ex) {
			throw new ConfigurationException("'" + directory + "' is not a directory",
					"name another with --state or archiver.state-dir", ex);
		}
		catch (IOException ex) {
			throw new ConfigurationException("'" + directory + "' can't be created (" + ex + ")",
					"create it for the user of this process, or name another with --state or archiver.state-dir", ex);
		}
	}

	private static CheckResult permissions(Path directory) throws IOException {
		PosixFileAttributeView view = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
		if (view != null) {
			Set<PosixFilePermission> permissions = view.readAttributes().permissions();
			if (permissions.stream().anyMatch(OTHERS::contains)) {
				return CheckResult.note(NAME,
						directory + ": writable, and open to every user of this machine ("
								+ PosixFilePermissions.toString(permissions) + ")",
						"close it: chmod 700 '" + directory + "'");
			}
		}
		return CheckResult.good(NAME, directory + ": writable");
	}

}
