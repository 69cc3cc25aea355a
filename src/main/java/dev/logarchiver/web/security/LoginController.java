package dev.logarchiver.web.security;

import java.util.List;
import java.util.stream.StreamSupport;

import dev.logarchiver.web.page.Page;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where one logs in. */
@Controller
class LoginController {

	private final Login login;

	private final List<Provider> providers;

	LoginController(Login login, ObjectProvider<ClientRegistrationRepository> registrations) {
		this.login = login;
		this.providers = (registrations.getIfAvailable() instanceof Iterable<?> all)
				? StreamSupport.stream(all.spliterator(), false)
					.map(ClientRegistration.class::cast)
					.map((registration) -> new Provider(registration.getClientName(),
							"/oauth2/authorization/" + registration.getRegistrationId()))
					.toList()
				: List.of();
	}

	@GetMapping("/login")
	Page login(HttpServletRequest request) {
		return new Page("login", "Log in", null, new LoginPage(this.login.users().isPresent(), this.providers,
				request.getParameter("error") != null, request.getParameter("out") != null));
	}

}
