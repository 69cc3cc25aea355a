package dev.logarchiver.cli;

import java.util.Map;
import java.util.function.Function;

import dev.logarchiver.cli.settings.CodeRefusal;
import dev.logarchiver.cli.settings.LogFormat;
import dev.logarchiver.cli.settings.SecretSettings;
import dev.logarchiver.cli.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the application for a command, and closes it after.
 *
 * @param application the application's class
 */
record Sessions(Class<?> application) {

	/** Where there is no archive, none is created. */
	private static final String READS_ONLY = "log-archiver.reads-only";

	/**
	 * Runs a command's work that reads: it logs nothing below WARN, needs no API key and
	 * creates nothing.
	 * @param options the command's options
	 * @param holder what the process does, for whoever waits for the state directory
	 * @param work the work
	 * @return the work's result
	 */
	<T> T read(CommonOptions options, String holder, Function<ApplicationContext, T> work) {
		Map<String, Object> properties = options.properties(holder, false);
		properties.put(READS_ONLY, "true");
		return open(options, properties, work, null);
	}

	/**
	 * Runs a command's work on an application that makes its parts when they are asked
	 * for: a database that can't be used keeps nobody from looking at the rest.
	 * @param options the command's options
	 * @param holder what the process does, for whoever waits for the state directory
	 * @param work the work
	 * @return the work's result
	 */
	<T> T examine(CommonOptions options, String holder, Function<ApplicationContext, T> work) {
		Map<String, Object> properties = options.properties(holder, false);
		properties.put("spring.main.lazy-initialization", "true");
		return open(options, properties, work, null);
	}

	/**
	 * Runs a command's work that archives.
	 * @param options the command's options
	 * @param holder what the process does, for whoever waits for the state directory
	 * @param work the work
	 * @return the work's result
	 */
	<T> T write(CommonOptions options, String holder, Function<ApplicationContext, T> work) {
		return open(options, options.properties(holder, true), work, null);
	}

	/**
	 * Runs a command's work that archives, where there is an archive.
	 * @param options the command's options
	 * @param holder what the process does, for whoever waits for the state directory
	 * @param work the work
	 * @return the work's result
	 */
	<T> T amend(CommonOptions options, String holder, Function<ApplicationContext, T> work) {
		Map<String, Object> properties = options.properties(holder, true);
		properties.put(READS_ONLY, "true");
		return open(options, properties, work, null);
	}

	/**
	 * Runs a named job's work that archives.
	 * @param options the command's options
	 * @param holder what the process does, for whoever waits for the state directory
	 * @param job the job's name and the like, as Spring properties
	 * @param work the work
	 * @param failure who is told when the work can't be done; nobody where {@code null}
	 * @return the work's result
	 */
	<T> T write(CommonOptions options, String holder, Map<String, Object> job, Function<ApplicationContext, T> work,
			@Nullable JobFailure failure) {
		Map<String, Object> properties = options.properties(holder, true);
		properties.putAll(job);
		return open(options, properties, work, failure);
	}

	private <T> T open(CommonOptions options, Map<String, Object> properties, Function<ApplicationContext, T> work,
			@Nullable JobFailure failure) {
		String[] arguments = properties.entrySet()
			.stream()
			.map((property) -> "--" + property.getKey() + "=" + property.getValue())
			.toArray(String[]::new);
		Settings settings = new Settings(options.config());
		SpringApplication spring = new SpringApplicationBuilder(this.application).web(WebApplicationType.NONE)
			.initializers(settings)
			.listeners(new CodeRefusal(options.config()), new LogFormat(), new SecretSettings())
			.build();
		try (ConfigurableApplicationContext context = spring.run(arguments)) {
			return work.apply(context);
		}
		catch (MarkedYAMLException ex) {
			throw options.malformed(ex);
		}
		catch (RuntimeException ex) {
			if (failure != null && !Ending.hasBegun()) {
				settings.environment().ifPresent((environment) -> failure.tell(environment, ex));
			}
			throw settings.locate(ex);
		}
	}

}
