package dev.logarchiver.web.page;

import java.io.IOException;
import java.util.Set;

import dev.logarchiver.state.DatabaseAge;
import dev.logarchiver.state.ServedDatabase;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has each page show what is in the database now, where that can be read. Until anything
 * can, pages say what they wait for.
 */
@Component
class FreshDatabase extends OncePerRequestFilter {

	private static final Set<String> WITHOUT = Set.of("/livez", "/readyz", "/login", "/logout", "/error");

	private static final String SECONDS = "5";

	private final ServedDatabase database;

	private final PageRenderer renderer;

	FreshDatabase(ServedDatabase database, PageRenderer renderer) {
		this.database = database;
		this.renderer = renderer;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return WITHOUT.contains(request.getServletPath()) || request.getServletPath().startsWith("/assets/");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		DatabaseAge age = this.database.refresh();
		if (age.isReadable()) {
			chain.doFilter(request, response);
			return;
		}
		response.setHeader("Retry-After", SECONDS);
		this.renderer.render(
				new Page("waiting", "Waiting for the database", null, age, HttpServletResponse.SC_SERVICE_UNAVAILABLE),
				request, response);
	}

}
