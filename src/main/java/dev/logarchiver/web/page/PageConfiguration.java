package dev.logarchiver.web.page;

import java.time.Duration;
import java.util.List;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How requests become pages. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

	private static final Duration KEPT = Duration.ofDays(365);

	private final PageHandler pages;

	PageConfiguration(PageHandler pages) {
		this.pages = pages;
	}

	@Override
	public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
		handlers.add(this.pages);
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry resources) {
		resources.addResourceHandler("/assets/**")
			.addResourceLocations("classpath:" + Assets.DIRECTORY)
			.setCacheControl(CacheControl.maxAge(KEPT).cachePublic().immutable());
	}

}
