package dev.logarchiver.web.page;

import jakarta.servlet.http.HttpServletRequest;

/** Who looks at pages, as far as what one viewer may do at a time is concerned. */
public final class Viewer {

	private Viewer() {
	}

	/** Without a login, whoever has the same address is the same viewer. */
	public static String of(HttpServletRequest request) {
		return (request.getUserPrincipal() != null) ? "user " + request.getUserPrincipal().getName()
				: "address " + request.getRemoteAddr();
	}

}
