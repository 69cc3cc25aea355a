package dev.logarchiver.cli;

import java.util.LinkedHashMap;
import java.util.Map;
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
		Settings settings = new Settings(this.options.config());
		SpringApplication spring = new ListedApplication(this.application,
				this.mode == Mode.READ || this.mode == Mode.SERVE);
		spring.setWebApplicationType(WebApplicationType.NONE);
		spring.addInitializers(settings);
		spring.addListeners(settings);
		try (ConfigurableApplicationContext context = spring.run(arguments())) {
			AutowireCapableBeanFactory beans = context.getAutowireCapableBeanFactory();
			return work.apply(context.getBeanProvider(type).getIfAvailable(() -> beans.createBean(type))).value();
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
		READ(false, Map.of("log-archiver.reads-only", "true")),

		/** Reads for as long as it is let. */
		SERVE(false, Map.of("log-archiver.reads-only", "true", "log-archiver.serves", "true")),

		/** Looks at what there is. */
		EXAMINE(false, Map.of()),

		/** Archives. */
		WRITE(true, Map.of()),

		/** Archives where there is an archive. */
		AMEND(true, Map.of("log-archiver.reads-only", "true"));

		private final boolean archives;

		private final Map<String, String> properties;

		Mode(boolean archives, Map<String, String> properties) {
			this.archives = archives;
			this.properties = properties;
		}

	}

}
