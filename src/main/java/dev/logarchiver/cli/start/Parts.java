package dev.logarchiver.cli.start;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindMethod;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.handler.IgnoreTopLevelConverterNotFoundBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ReflectionUtils;

/**
 * Registers parts by what their annotations mean, as far as those of this program go. All
 * are made when they are asked for, except the settings: bad ones are reported whatever a
 * command does.
 */
final class Parts {

	private final DefaultListableBeanFactory beans;

	private final Binder binder;

	Parts(DefaultListableBeanFactory beans, ConfigurableEnvironment environment) {
		this.beans = beans;
		this.binder = new Binder(ConfigurationPropertySources.get(environment),
				new PropertySourcesPlaceholdersResolver(environment), (ConversionService) null,
				beans::copyRegisteredEditorsTo, new IgnoreTopLevelConverterNotFoundBindHandler(), null);
	}

	/** Adds what is made by its constructor. */
	void add(Class<?> type) {
		// what is to be told of the end is there from the start
		register(type.getName(), new RootBeanDefinition(type), !SmartLifecycle.class.isAssignableFrom(type));
	}

	/** Adds what is made by its constructor for each execution of a step. */
	void addOfStep(Class<?> type) {
		RootBeanDefinition definition = new RootBeanDefinition(type);
		definition.setScope("step");
		register(type.getName(), definition, true);
	}

	/** Adds what makes others, and those. */
	void addConfiguration(Class<?> type) {
		add(type);
		makes(type);
	}

	<T> void addSettings(Class<T> type) {
		String prefix = prefix(type);
		RootBeanDefinition definition = new RootBeanDefinition(type,
				() -> this.binder.bindOrCreate(prefix, Bindable.of(type)));
		// so that nobody binds it again
		definition.setAttribute(BindMethod.class.getName(), BindMethod.VALUE_OBJECT);
		register(type.getName(), definition, false);
	}

	private void makes(Class<?> type) {
		EnableConfigurationProperties others = type.getAnnotation(EnableConfigurationProperties.class);
		if (others != null) {
			List.of(others.value()).forEach(this::addSettings);
		}
		for (Method method : ReflectionUtils.getUniqueDeclaredMethods(type)) {
			Bean made = method.getAnnotation(Bean.class);
			if (made != null) {
				String name = (made.value().length > 0) ? made.value()[0] : method.getName();
				RootBeanDefinition definition = new RootBeanDefinition();
				definition.setFactoryBeanName(type.getName());
				definition.setUniqueFactoryMethodName(method.getName());
				definition.setResolvedFactoryMethod(method);
				definition.setPrimary(method.isAnnotationPresent(Primary.class));
				register(name, definition, true);
				if (method.isAnnotationPresent(ConfigurationProperties.class)) {
					bindLater(name, prefix(method));
				}
			}
		}
	}

	private void register(String name, RootBeanDefinition definition, boolean lazy) {
		definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
		definition.setDestroyMethodName(AbstractBeanDefinition.INFER_METHOD);
		definition.setLazyInit(lazy);
		this.beans.registerBeanDefinition(name, definition);
	}

	/** Sets what a part that is made by a method has settings for. */
	private void bindLater(String part, String prefix) {
		this.beans.addBeanPostProcessor(new BeanPostProcessor() {

			@Override
			public @Nullable Object postProcessBeforeInitialization(Object bean, String name) {
				if (name.equals(part)) {
					Parts.this.binder.bind(prefix, Bindable.ofInstance(bean));
				}
				return bean;
			}

		});
	}

	private static String prefix(AnnotatedElement annotated) {
		ConfigurationProperties annotation = annotated.getAnnotation(ConfigurationProperties.class);
		return annotation.value().isEmpty() ? annotation.prefix() : annotation.value();
	}

}
