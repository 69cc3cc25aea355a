package dev.logarchiver.state;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionAttributeSourceAdvisor;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/** Makes annotated methods transactions. */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class TransactionConfiguration {

	@Bean
	DefaultAdvisorAutoProxyCreator transactionProxies() {
		DefaultAdvisorAutoProxyCreator proxies = new DefaultAdvisorAutoProxyCreator();
		proxies.setProxyTargetClass(true);
		return proxies;
	}

	/** It looks for the transaction manager when the first transaction begins. */
	@Bean
	Advisor transactionAdvisor(BeanFactory beans) {
		TransactionInterceptor interceptor = new TransactionInterceptor();
		interceptor.setTransactionAttributeSource(new AnnotationTransactionAttributeSource(false));
		interceptor.setBeanFactory(beans);
		return new TransactionAttributeSourceAdvisor(interceptor);
	}

}
