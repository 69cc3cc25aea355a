package dev.logarchiver.web.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What the server itself refuses. Who asks for this page finds nothing. */
@Controller
class ErrorController implements org.springframework.boot.webmvc.error.ErrorController {

	private static final int NOT_FOUND = 404;

	@RequestMapping("/error")
	Page error(HttpServletRequest request) {
		int status = (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code) ? code
				: NOT_FOUND;
		return new Page("error", "This can't be shown", null,
				new ErrorPage("The request was answered with status " + status + ".", null), status);
	}

}
