package dev.logarchiver.web.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.FileProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * The users in a file. It is read again at each login, so that a user who is taken out of
 * it can't log in any more. No message holds anything of what stands behind a name.
 */
final class UsersFile implements UserDetailsService {

	private static final Logger logger = LoggerFactory.getLogger(UsersFile.class);

	private static final Pattern LINE = Pattern.compile("([^:\\s]{1,64}):(\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53})");

	private final Path file;

	UsersFile(Path file) {
		this.file = file;
		if (read().isEmpty()) {
			throw problem("has no user");
		}
	}

	@Override
	public UserDetails loadUserByUsername(String name) {
		String hash = usersNow().get(name);
		if (hash == null) {
			throw new UsernameNotFoundException("no such user");
		}
		return User.withUsername(name).password(hash).roles("VIEWER").build();
	}

	/** A file that can't be used any more lets nobody in. */
	private Map<String, String> usersNow() {
		try {
			return read();
		}
		catch (ConfigurationException ex) {
			logger.warn("Nobody can log in: {}", ex.getMessage());
			return Map.of();
		}
	}

	private Map<String, String> read() {
		Map<String, String> users = new HashMap<>();
		List<String> lines = lines();
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i).strip();
			if (!line.isEmpty() && !line.startsWith("#")) {
				Matcher user = LINE.matcher(line);
				if (!user.matches() || users.put(user.group(1), user.group(2)) != null) {
					throw problem("has no user with a bcrypt hash, or one again, in line " + (i + 1));
				}
			}
		}
		return users;
	}

	private List<String> lines() {
		try {
			return Files.readAllLines(this.file);
		}
		catch (IOException ex) {
			throw problem("can't be read (" + FileProblem.describe(ex) + ")");
		}
	}

	private ConfigurationException problem(String problem) {
		return new ConfigurationException("archiver.web.users-file '" + this.file + "' " + problem,
				"give one name:hash a line, as 'htpasswd -nB name' prints it", null);
	}

}
