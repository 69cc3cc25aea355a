package dev.logarchiver.web.page;

import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Answers the pages that controllers return. */
@Component
class PageHandler implements HandlerMethodReturnValueHandler {

	private final PageRenderer renderer;

	PageHandler(PageRenderer renderer) {
		this.renderer = renderer;
	}

	@Override
	public boolean supportsReturnType(MethodParameter type) {
		return type.getParameterType().equals(Page.class);
	}

	@Override
	public void handleReturnValue(@Nullable Object page, MethodParameter type, ModelAndViewContainer container,
			NativeWebRequest request) throws Exception {
		container.setRequestHandled(true);
		this.renderer.render((Page) Objects.requireNonNull(page),
				Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)),
				Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)));
	}

}
