package dev.logarchiver.web.security;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.logarchiver.web.WebProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests for a host that isn't this one. A page from elsewhere whose name was
 * made to lead here (DNS rebinding) could read everything otherwise. The header itself
 * counts, whatever a proxy, or who pretends to be one, says in others.
 */
@Component
final class HostFilter extends OncePerRequestFilter implements Ordered {

	private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

	private final Set<String> hosts;

	HostFilter(WebProperties settings) {
		this.hosts = settings.hosts()
			.stream()
			.map((host) -> host.toLowerCase(Locale.ROOT))
			.collect(Collectors.toUnmodifiableSet());
	}

	/** Only callbacks come before: the platform's way may lead over any name. */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE + 1;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (isOurs(request.getHeader(HttpHeaders.HOST), request.getLocalAddr())) {
			chain.doFilter(request, response);
			return;
		}
		response.setStatus(HttpServletResponse.SC_FORBIDDEN);
		response.setContentType("text/plain; charset=utf-8");
		response.getWriter()
			.print("These pages are not served for this host name. Add it to archiver.web.hosts if it is meant to "
					+ "lead here.\n");
	}

	private boolean isOurs(@Nullable String header, String address) {
		if (header == null) {
			return false;
		}
		String host = header.replaceFirst(":\\d{1,5}$", "").toLowerCase(Locale.ROOT);
		return LOOPBACK.contains(host) || this.hosts.contains(host) || host.equals(address)
				|| host.equals("[" + address + "]");
	}

}
