package dev.logarchiver.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.exit.ProcessEnd;
import dev.logarchiver.cli.settings.Settings;
import dev.logarchiver.cli.start.ListedApplication;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the application for a command, and closes it after.
 *
 * @param application the application's class
 * @param options the command's options
 * @param mode what the command does with the archive
 * @param holder what the process does, for whoever waits for the state directory
 * @param properties the command's own Spring properties
 * @param failure reports that the work can't be done; null when nobody is to know
 */
record Session(Class<?> application, CommonOptions options, Mode mode, String holder, Map<String, String> properties,
		@Nullable JobFailure failure) {

	/**
	 * Does a command's work.
	 * @param type what the work needs: a bean, or a type that is made of beans
	 * @param work the work
	 * @return the exit code
	 */
	<T> int run(Class<T> type, Function<T, ExitCode> work) {
		return call(type, work, (_) -> {
		}).value();
	}

	/**
	 * Does any work.
	 * @param type what the work needs: a bean, or a type that is made of beans
	 * @param work the work
	 * @param preparation prepares the application before it starts
	 * @return the result of the work
	 */
	<T, R> R call(Class<T> type, Function<T, R> work, Consumer<SpringApplication> preparation) {
		Settings settings = new Settings(this.options.config());
		SpringApplication spring = new ListedApplication(this.application, this.mode.reads);
		spring.setWebApplicationType(WebApplicationType.NONE);
		spring.addInitializers(settings);
		spring.addListeners(settings);
		preparation.accept(spring);
		try (ConfigurableApplicationContext context = spring.run(arguments())) {
			AutowireCapableBeanFactory beans = context.getAutowireCapableBeanFactory();
			return work.apply(context.getBeanProvider(type).getIfAvailable(() -> beans.createBean(type)));
		}
		catch (RuntimeException ex) {
			if (this.failure != null && !ProcessEnd.hasBegun()) {
				settings.environment().ifPresent((environment) -> this.failure.publish(environment, ex));
			}
			throw settings.locate(ex);
		}
	}

	private String[] arguments() {
		Map<String, Object> all = new LinkedHashMap<>(this.options.properties(this.holder, this.mode.archives));
		all.putAll(this.mode.properties);
		all.putAll(this.properties);
		return all.entrySet()
			.stream()
			.map((property) -> "--" + property.getKey() + "=" + property.getValue())
			.toArray(String[]::new);
	}

	/** What a command does with the archive. */
	@SuppressWarnings("ImmutableEnumChecker")
	enum Mode {

		/** Logs nothing below WARN, needs no API key and creates nothing. */
		READ(true, false, Map.of("log-archiver.reads-only", "true")),

		/** Reads for as long as it is let. */
		SERVE(true, false, Map.of("log-archiver.reads-only", "true", "log-archiver.serves", "true")),

		/** The same in a process that archives too, and so creates what there isn't. */
		SERVE_JOBS(true, true, Map.of("log-archiver.serves", "true")),

		/** Looks at what there is. */
		EXAMINE(false, false, Map.of("log-archiver.examines", "true")),

		/** Archives. */
		WRITE(false, true, Map.of()),

		/** Archives where there is an archive. */
		AMEND(false, true, Map.of("log-archiver.reads-only", "true"));

		private final boolean reads;

		private final boolean archives;

		private final Map<String, String> properties;

		Mode(boolean reads, boolean archives, Map<String, String> properties) {
			this.reads = reads;
			this.archives = archives;
			this.properties = properties;
		}

	}

}
