package dev.logarchiver.web.page;

import java.time.Duration;
import java.util.List;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How requests become pages. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

	private static final Duration KEPT = Duration.ofDays(365);

	private final PageHandler pages;

	private final FreshDatabase fresh;

	PageConfiguration(PageHandler pages, FreshDatabase fresh) {
		this.pages = pages;
		this.fresh = fresh;
	}

	@Override
	public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
		handlers.add(this.pages);
	}

	@Override
	public void addInterceptors(InterceptorRegistry interceptors) {
		interceptors.addInterceptor(this.fresh).excludePathPatterns("/assets/**", "/error", "/login", "/livez");
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry resources) {
		resources.addResourceHandler("/assets/**")
			.addResourceLocations("classpath:" + Assets.DIRECTORY)
			.setCacheControl(CacheControl.maxAge(KEPT).cachePublic().immutable());
	}

}
