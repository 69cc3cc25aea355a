package dev.logarchiver.web.security;

import java.util.Optional;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.web.ListenAddress;
import dev.logarchiver.web.WebProperties;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Who may see the pages: whoever can reach a loopback address, else who logs in. A
 * browser runs nothing but the one script, whatever a page has in it.
 */
@Configuration(proxyBeanMethods = false)
@Lazy(false) // nothing is listened on before it is clear who may come
class SecurityConfiguration {

	private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
			+ "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

	private static final String[] OPEN = { "/login", "/assets/**", "/livez", "/readyz", "/error" };

	@Bean
	Login login(ListenAddress listen, WebProperties settings, ObjectProvider<ClientRegistrationRepository> providers) {
		Login login = new Login(Optional.ofNullable(settings.usersFile()).map(UsersFile::new), hasProvider(providers));
		if (!listen.isLoopback() && !login.isNeeded()) {
			throw new ConfigurationException(
					"Other machines can reach " + listen.address().getHostAddress()
							+ ", where everybody could read all logs",
					"set archiver.web.users-file or spring.security.oauth2.client, or listen on 127.0.0.1 and put a "
							+ "proxy with a login in front",
					null);
		}
		return login;
	}

	/** A provider that is named by its issuer is asked how it is reached. */
	private static boolean hasProvider(ObjectProvider<ClientRegistrationRepository> providers) {
		try {
			return providers.getIfAvailable() != null;
		}
		catch (BeanCreationException ex) {
			Throwable problem = (ex.getRootCause() != null) ? ex.getRootCause() : ex;
			Throwable cause = (ex.getCause() instanceof BeanInstantiationException instantiation
					&& instantiation.getCause() != null) ? instantiation.getCause() : problem;
			throw new ConfigurationException(
					"The OpenID Connect provider can't be used (" + cause.getMessage() + ": " + problem.getMessage()
							+ ")",
					"check spring.security.oauth2.client, and that this machine can reach the provider", ex);
		}
	}

	@Bean
	PasswordEncoder passwordEncoder() {
		return new BCryptPasswordEncoder();
	}

	@Bean
	UserDetailsService users(Login login) {
		return login.users().<UserDetailsService>map((users) -> users).orElse((name) -> {
			throw new UsernameNotFoundException("no users");
		});
	}

	@Bean
	SecurityFilterChain pages(HttpSecurity http, Login login, OidcUsers oidcUsers) {
		http.headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT))
			.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
			.crossOriginOpenerPolicy((policy) -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
			.crossOriginResourcePolicy((policy) -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN)));
		http.addFilterBefore(new ReadOnlyFilter(), org.springframework.security.web.csrf.CsrfFilter.class);
		http.httpBasic((basic) -> basic.disable());
		if (!login.isNeeded()) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.csrf((csrf) -> csrf.disable())
				.logout((logout) -> logout.disable())
				.requestCache((cache) -> cache.disable())
				.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
			return http.build();
		}
		http.authorizeHttpRequests(
				(requests) -> requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated());
		http.logout((logout) -> logout.logoutSuccessUrl("/login?out"));
		if (login.users().isPresent()) {
			http.formLogin((form) -> form.loginPage("/login").defaultSuccessUrl("/"));
		}
		if (login.hasProvider()) {
			http.oauth2Login(
					(oidc) -> oidc.loginPage("/login").userInfoEndpoint((users) -> users.oidcUserService(oidcUsers)));
		}
		return http.build();
	}

}
