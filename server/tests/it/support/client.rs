//! A browser without script: it keeps cookies, follows no redirect, and says where its forms come from.

use std::sync::Arc;

use reqwest::{
    Method, Url,
    cookie::{CookieStore, Jar},
    redirect::Policy,
};
use serde_json::Value;

/// One browser.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    jar: Arc<Jar>,
    base: Url,
}

/// What the server answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Where it leads, for a redirect.
    pub location: Option<String>,
    /// Every `Set-Cookie` line.
    pub cookies: Vec<String>,
    pub body: String,
}

impl Client {
    /// A browser that has never been here.
    pub fn new(base: &str) -> Self {
        let jar = Arc::new(Jar::default());
        let http = reqwest::Client::builder().cookie_provider(Arc::clone(&jar)).redirect(Policy::none());
        Self { http: http.build().unwrap(), jar, base: base.parse().unwrap() }
    }

    /// The same browser, on another server.
    pub fn at(&self, address: std::net::SocketAddr) -> Self {
        Self { base: format!("http://{address}").parse().unwrap(), ..self.clone() }
    }

    /// A browser of its own with the same session.
    pub fn copy(&self) -> Self {
        let copy = Self::new(self.base.as_str());
        if let Some(token) = self.session() {
            copy.sign_in_with(&token);
        }
        copy
    }

    /// Takes over a session.
    pub fn sign_in_with(&self, token: &str) {
        self.jar.add_cookie_str(&format!("session={token}; Path=/"), &self.base);
    }

    /// The session's cookie, while the browser is signed in.
    pub fn session(&self) -> Option<String> {
        self.cookie("session")
    }

    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let line = self.jar.cookies(&self.base)?;
        let pairs = line.to_str().ok()?.split("; ").filter_map(|pair| pair.split_once('='));
        pairs.filter(|(key, _)| *key == name).map(|(_, value)| value.to_owned()).next()
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).header("accept", "text/html")).await
    }

    /// Submits a form of the page at this path.
    pub async fn post_form(&self, path: &str, form: &str, fields: &[(&str, &str)]) -> Answer {
        let fields: Vec<_> = std::iter::once(("do", form)).chain(fields.iter().copied()).collect();
        let request = self.request(Method::POST, path).header("sec-fetch-site", "same-origin");
        self.send(request.header("accept", "text/html").form(&fields)).await
    }

    /// Calls a server function, as a page with script does.
    pub async fn post_fn(&self, endpoint: &str, arguments: &Value) -> Answer {
        let request = self.request(Method::POST, &format!("/fn/{endpoint}"));
        self.send(request.header("sec-fetch-site", "same-origin").json(arguments)).await
    }

    /// Sends a form as a page with script does.
    pub async fn submit(&self, form: &str, fields: &[(&str, &str)]) -> Answer {
        let mut encoded = form_urlencoded::Serializer::new(String::new());
        encoded.append_pair("do", form).extend_pairs(fields);
        self.post_fn("form/submit", &serde_json::json!({ "fields": encoded.finish() })).await
    }

    /// A request that the test puts together itself.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, self.base.join(path).unwrap())
    }

    /// Sends it.
    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let lines =
            |name: &'static str| response.headers().get_all(name).iter().map(|it| it.to_str().unwrap().to_owned());
        Answer {
            status: response.status().as_u16(),
            location: lines("location").next(),
            cookies: lines("set-cookie").collect(),
            body: response.text().await.unwrap(),
        }
    }
}

impl Answer {
    /// The answer, which must have this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{:?} {}", self.location, self.body);
        self
    }

    /// The answer, which must lead to this path.
    #[track_caller]
    pub fn expect_to(self, path: &str) -> Self {
        let answer = if matches!(self.status, 302 | 303) { self } else { self.expect(303) };
        assert_eq!(answer.location.as_deref(), Some(path));
        answer
    }
}
