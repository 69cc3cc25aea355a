package dev.logarchiver.web.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.logarchiver.state.ServedDatabase;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** Writes pages with their templates, which are compiled when the program is built. */
@Component
public class PageRenderer {

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
