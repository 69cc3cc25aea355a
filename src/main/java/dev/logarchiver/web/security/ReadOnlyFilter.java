package dev.logarchiver.web.security;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/** Lets nothing through but reading, and logging in and out. */
final class ReadOnlyFilter extends OncePerRequestFilter {

	private static final Set<String> READING = Set.of("GET", "HEAD");

	private static final Set<String> LOGIN = Set.of("/login", "/logout");

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String method = request.getMethod();
		if (READING.contains(method) || (method.equals("POST") && LOGIN.contains(request.getServletPath()))) {
			chain.doFilter(request, response);
			return;
		}
		response.setHeader("Allow", "GET, HEAD");
		response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
	}

}
