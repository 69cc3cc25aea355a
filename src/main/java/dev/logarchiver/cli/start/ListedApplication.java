package dev.logarchiver.cli.start;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ContextAnnotationAutowireCandidateResolver;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The application with the parts that are listed. Each knows what it needs by its
 * constructor alone, and is made when something needs it: to search the class path for
 * parts and to go through all that might be configured would take a third of a short
 * command's time.
 */
public final class ListedApplication extends SpringApplication {

	static {
		// in the background Spring Boot would load what only pages need
		System.setProperty("spring.backgroundpreinitializer.ignore", "true");
	}

	private final boolean reads;

	/**
	 * An application.
	 * @param application the application's class
	 * @param reads whether it is for a command that only reads
	 */
	public ListedApplication(Class<?> application, boolean reads) {
		super(application);
		this.reads = reads;
		setApplicationContextFactory(ApplicationContextFactory.of(GenericApplicationContext::new));
	}

	@Override
	protected void load(ApplicationContext context, Object[] sources) {
		GenericApplicationContext application = (GenericApplicationContext) context;
		DefaultListableBeanFactory beans = application.getDefaultListableBeanFactory();
		beans.registerSingleton(AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME, new NoMessages());
		beans.setAutowireCandidateResolver(new ContextAnnotationAutowireCandidateResolver());
		Parts parts = new Parts(beans, application.getEnvironment());
		PartList list = PartList.load();
		list.settings().forEach(parts::addSettings);
		list.components().forEach(parts::add);
		list.stepComponents().forEach(parts::addOfStep);
		list.configurations().forEach(parts::addConfiguration);
		if (!this.reads) {
			list.infrastructure().forEach(parts::addConfiguration);
		}
	}

}
