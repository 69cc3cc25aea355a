package dev.logarchiver.cli.start;

import java.util.List;
import java.util.stream.Stream;

import dev.logarchiver.execution.ReadableRepository;
import dev.logarchiver.state.ReadableDatabase;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ContextAnnotationAutowireCandidateResolver;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.StringUtils;

/**
 * The application with the parts that are listed: to search the class path for them would
 * take a tenth of a short command's time.
 * <p>
 * A command that only reads an H2 file gets the same parts, but only those that it asks
 * for, which know what they need by their constructors alone. Spring's own way goes
 * through all that might be configured, for half of such a command's time. With a
 * PostgreSQL database, which may be out of date or not be there, that way is taken.
 */
public final class ListedApplication extends SpringApplication {

	private static final String POSTGRES = "spring.datasource.url";

	private final boolean reads;

	/**
	 * An application.
	 * @param application the application's class
	 * @param reads whether it is for a command that only reads
	 */
	public ListedApplication(Class<?> application, boolean reads) {
		super(application);
		this.reads = reads;
	}

	@Override
	protected void load(ApplicationContext context, Object[] sources) {
		GenericApplicationContext application = (GenericApplicationContext) context;
		DefaultListableBeanFactory beans = application.getDefaultListableBeanFactory();
		beans.registerSingleton(AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME, new NoMessages());
		Parts parts = new Parts(beans, application.getEnvironment());
		PartList list = PartList.load();
		if (this.reads && !StringUtils.hasText(application.getEnvironment().getProperty(POSTGRES))) {
			// what reads annotations
			List.of(beans.getBeanDefinitionNames()).forEach(beans::removeBeanDefinition);
			beans.setAutowireCandidateResolver(new ContextAnnotationAutowireCandidateResolver());
			list.settings().forEach(parts::addSettings);
			list.components().forEach(parts::add);
			list.configurations().forEach(parts::addConfiguration);
			parts.addConfiguration(ReadableDatabase.class);
			parts.addConfiguration(ReadableRepository.class);
		}
		else {
			list.settings().forEach(parts::addSettings);
			super.load(context,
					Stream.of(Stream.of(sources), list.components().stream(), list.configurations().stream())
						.flatMap((some) -> some)
						.toArray());
		}
	}

}
