package dev.logarchiver.web.page;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.logarchiver.state.ServedDatabase;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateException;
import gg.jte.output.Utf8ByteOutput;
import gg.jte.output.WriterOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** Writes pages with their templates, which are compiled when the program is built. */
@Component
public class PageRenderer {

	private static final Logger logger = LoggerFactory.getLogger(PageRenderer.class);

	private static final String TEMPLATES = "dev.logarchiver.web.templates";

	private final TemplateEngine engine;

	private final ServedDatabase database;

	private final Assets assets;

	PageRenderer(ServedDatabase database, Assets assets) {
		this.engine = TemplateEngine.createPrecompiled(null, ContentType.Html, PageRenderer.class.getClassLoader(),
				TEMPLATES);
		this.database = database;
		this.assets = assets;
	}

	/** Answers a page. It is whole before its first byte is sent. */
	public void render(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
		Utf8ByteOutput html = new Utf8ByteOutput();
		this.engine.render(page.template() + ".jte", Map.of("shell", shell(page, request), "page", page.content()),
				html);
		response.setStatus(page.status());
		response.setContentType("text/html; charset=utf-8");
		response.setContentLength(html.getContentLength());
		html.writeTo(response.getOutputStream());
	}

	/**
	 * Answers a page while a part of it is still found out. When the reader leaves before
	 * the end, so does this.
	 */
	public void stream(Page page, LivePart part, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		response.setStatus(page.status());
		response.setContentType("text/html; charset=utf-8");
		Writer writer = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
		part.connect(this.engine, writer);
		try {
			this.engine.render(page.template() + ".jte", Map.of("shell", shell(page, request), "page", page.content()),
					new WriterOutput(writer));
			writer.flush();
		}
		catch (TemplateException ex) {
			if (!hasLeft(ex)) {
				throw ex;
			}
			logger.debug("Nobody reads the rest of the page", ex);
		}
	}

	private static boolean hasLeft(Throwable problem) {
		return Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
			.anyMatch((cause) -> cause instanceof IOException);
	}

	/** Makes a part of a page, for a page that is there already. */
	public byte[] fragment(String template, Object content) {
		gg.jte.output.StringOutput html = new gg.jte.output.StringOutput();
		this.engine.render(template + ".jte", content, html);
		return html.toString().getBytes(StandardCharsets.UTF_8);
	}

	private Shell shell(Page page, HttpServletRequest request) {
		String user = (request.getUserPrincipal() != null) ? request.getUserPrincipal().getName() : null;
		return new Shell(page.title(), page.section(), this.database.age(), user, token(request),
				this.assets.version());
	}

	private static @Nullable String token(HttpServletRequest request) {
		return (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) ? token.getToken() : null;
	}

}
