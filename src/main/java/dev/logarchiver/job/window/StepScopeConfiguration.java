package dev.logarchiver.job.window;

import org.springframework.batch.core.scope.StepScope;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/** Lets parts be made for each execution of a step. */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class StepScopeConfiguration {

	@Bean
	StepScope stepScope() {
		StepScope scope = new StepScope();
		scope.setAutoProxy(false);
		return scope;
	}

}
