package dev.logarchiver.web;

import java.net.BindException;
import java.util.Map;
import java.util.Objects;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.web.callbacks.Hints;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;

/** Serves the pages until it is closed. */
public final class WebServer implements AutoCloseable {

	/**
	 * A few threads bound the memory that viewers can take. A proxy says whether it spoke
	 * TLS, but not which host it is.
	 */
	private static final Map<String, Object> SETTINGS = Map.ofEntries(Map.entry("server.tomcat.threads.max", 24),
			Map.entry("server.tomcat.threads.min-spare", 2), Map.entry("server.tomcat.max-connections", 256),
			Map.entry("server.tomcat.accept-count", 64), Map.entry("server.forward-headers-strategy", "native"),
			Map.entry("server.tomcat.remoteip.host-header", ""),
			Map.entry("server.tomcat.accesslog.condition-unless", "log-archiver.unlogged"),
			Map.entry("server.servlet.session.timeout", "8h"),
			Map.entry("server.servlet.session.cookie.http-only", true),
			Map.entry("server.servlet.session.cookie.same-site", "lax"),
			Map.entry("server.servlet.session.cookie.name", "log-archiver"),
			Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "5s"));

	private final AnnotationConfigServletWebServerApplicationContext context;

	private WebServer(AnnotationConfigServletWebServerApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts the server.
	 * @param archive the application that reads the archive
	 * @param listen where to listen
	 * @throws ConfigurationException if that address is in use or not this machine's, or
	 * if others could reach it without a login
	 */
	@SuppressWarnings("resource")
	public static WebServer start(ApplicationContext archive, ListenAddress listen) {
		AnnotationConfigServletWebServerApplicationContext context = new AnnotationConfigServletWebServerApplicationContext();
		context.setParent(archive);
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("listen",
					Map.of("server.address", listen.address().getHostAddress(), "server.port", listen.port())));
		context.getEnvironment().getPropertySources().addLast(new MapPropertySource("web", SETTINGS));
		context.getBeanFactory().registerSingleton("listenAddress", listen);
		// what reads the database is made when there is something to be read
		context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
		context.register(WebConfiguration.class);
		try {
			context.refresh();
			return new WebServer(context);
		}
		catch (RuntimeException ex) {
			throw explain(listen, ex);
		}
	}

	private static RuntimeException explain(ListenAddress listen, RuntimeException problem) {
		for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
			if (cause instanceof ConfigurationException known) {
				return known;
			}
		}
		Throwable root = NestedExceptionUtils.getMostSpecificCause(problem);
		if (problem.getCause() instanceof WebServerException || problem instanceof PortInUseException
				|| root instanceof BindException) {
			return new ConfigurationException(
					"The address " + listen.address().getHostAddress() + ":" + listen.port() + " can't be listened on ("
							+ root.getMessage() + ")",
					"name another address of this machine with --listen, or end the process that has it", problem);
		}
		return problem;
	}

	/** The port that it listens on. */
	public int port() {
		return Objects.requireNonNull(this.context.getWebServer()).getPort();
	}

	/** The runs that callbacks name. */
	public Hints hints() {
		return this.context.getBean(Hints.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
