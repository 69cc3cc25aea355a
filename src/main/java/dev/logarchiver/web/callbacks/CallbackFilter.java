package dev.logarchiver.web.callbacks;

import java.io.IOException;
import java.nio.file.Path;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the platform's callbacks, before anything else sees their address: whoever knows
 * it can send hints. It is known under any host name, needs no login, and never says
 * whether a run is known. Where no callbacks are taken, and for a wrong secret, there is
 * nothing.
 */
@Component
@Lazy(false) // a secret that can't be read is said before anything is listened on
final class CallbackFilter extends OncePerRequestFilter implements Ordered {

	/** Requests that have it are left out of an access log. */
	private static final String UNLOGGED = "log-archiver.unlogged";

	private static final String PREFIX = "/callbacks/";

	private final @Nullable CallbackSecret secret;

	private final Hints hints;

	CallbackFilter(CallbackProperties settings, Hints hints) {
		Path file = settings.secretFile();
		this.secret = (file != null) ? CallbackSecret.read(file) : null;
		this.hints = hints;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String path = request.getRequestURI();
		if (!path.startsWith(PREFIX) && !request.getServletPath().startsWith(PREFIX)) {
			chain.doFilter(request, response);
			return;
		}
		request.setAttribute(UNLOGGED, true);
		if (this.secret == null || !this.hints.isOpen() || !path.startsWith(PREFIX)
				|| !this.secret.is(path.substring(PREFIX.length()))) {
			response.setStatus(HttpServletResponse.SC_NOT_FOUND);
		}
		else if (!request.getMethod().equals("POST")) {
			response.setHeader("Allow", "POST");
			response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
		}
		else {
			response.setStatus(take(Callback.read(request.getInputStream())));
		}
	}

	private int take(byte[] body) {
		if (body.length > Callback.LONGEST) {
			return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
		}
		Callback callback = Callback.parse(body).orElse(null);
		if (callback == null) {
			return HttpServletResponse.SC_BAD_REQUEST;
		}
		if (callback.mayHaveEnded()) {
			this.hints.add(callback.run());
		}
		return HttpServletResponse.SC_ACCEPTED;
	}

}
