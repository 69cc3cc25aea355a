package dev.logarchiver.web.page;

import dev.logarchiver.state.DatabaseAge;
import dev.logarchiver.state.ServedDatabase;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** Has each page show what is in the database now, where that can be read. */
@Component
class FreshDatabase implements HandlerInterceptor {

	private final ServedDatabase database;

	private final PageRenderer renderer;

	FreshDatabase(ServedDatabase database, PageRenderer renderer) {
		this.database = database;
		this.renderer = renderer;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws Exception {
		DatabaseAge age = this.database.refresh();
		if (age.isReadable()) {
			return true;
		}
		response.setHeader("Retry-After", "5");
		this.renderer.render(new Page("waiting", "Waiting for the database", null, age, 503), request, response);
		return false;
	}

}
