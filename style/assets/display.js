// The script of an office screen. It hears numbers and kinds of events over a socket of its own, says when they may be
// old, and brings the screen back by itself after whatever was lost. It is written for the browsers of television sets,
// needs no other file, and keeps nothing that grows: a screen runs for months.
(function () {
  "use strict";

  const screen = document.getElementById("screen");
  if (screen === null) return;

  const asOf = document.getElementById("as-of");
  const stale = document.getElementById("stale");
  const staleSince = document.getElementById("stale-since");
  const stream = document.getElementById("stream");
  const words = JSON.parse(screen.dataset.words);

  // The server says something every 20 seconds. A screen that has heard nothing for two of these, and a bit for the
  // way, does not trust what it shows.
  const SILENT_FOR = 45000;
  // How often it looks whether that is so.
  const LOOKS_EVERY = 1000;
  // The first wait before it tries again, and the longest one.
  const SHORTEST_WAIT = 500;
  const LONGEST_WAIT = 15000;
  // How many lines of the stream fit the screen.
  const LINES = 6;
  // How a socket is closed: by the server for who is not paired any more, and for a page that is to be loaded again.
  const NOT_PAIRED = 1008;
  const LOAD_AGAIN = 4000;

  let socket = null;
  let seq = Number(screen.dataset.seq);
  let heardAt = Date.now();
  let shown = asOf.textContent;
  let attempts = 0;
  let leaving = false;

  function clock(at) {
    const instant = new Date(at);
    try {
      return instant.toLocaleTimeString("en-GB", { timeZone: screen.dataset.zone });
    } catch (unknownZone) {
      return instant.toISOString().slice(11, 19);
    }
  }

  function grouped(count) {
    return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
  }

  // Somewhere in the interval, so that many screens do not come back at once.
  function wait() {
    const longest = Math.min(LONGEST_WAIT, SHORTEST_WAIT * Math.pow(2, Math.min(attempts, 10)));
    attempts += 1;
    return SHORTEST_WAIT / 2 + Math.random() * longest;
  }

  function distrust() {
    if (!stale.hidden) return;
    staleSince.textContent = shown;
    stale.hidden = false;
    screen.dataset.stale = "";
  }

  function trust() {
    stale.hidden = true;
    delete screen.dataset.stale;
  }

  // The newest line on top; the oldest one is used again.
  function happened(at, what) {
    const line = stream.children.length < LINES ? document.createElement("li") : stream.lastElementChild;
    if (line.children.length === 0) {
      line.appendChild(document.createElement("time"));
      line.appendChild(document.createElement("span"));
    }
    line.children[0].textContent = clock(at);
    line.children[1].textContent = words[what];
    stream.insertBefore(line, stream.firstElementChild);
  }

  function show(frame) {
    heardAt = Date.now();
    attempts = 0;
    seq = frame.seq;
    Object.keys(frame.counts).forEach(function (figure) {
      const number = screen.querySelector('[data-figure="' + figure + '"]');
      if (number !== null) number.textContent = grouped(frame.counts[figure]);
    });
    if (frame.event === null) {
      shown = clock(frame.at);
      asOf.textContent = shown;
    } else if (words[frame.event] !== undefined) {
      happened(frame.at, frame.event);
    }
    trust();
  }

  function connect() {
    const address = new URL("/live/display", window.location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    address.searchParams.set("build", screen.dataset.build);
    address.searchParams.set("after", String(seq));
    const mine = new WebSocket(address.href, ["ringfence.display", screen.dataset.ticket]);
    socket = mine;
    mine.onmessage = function (message) {
      if (mine === socket) show(JSON.parse(message.data));
    };
    mine.onclose = function (end) {
      if (mine !== socket) return;
      socket = null;
      distrust();
      if (end.code === NOT_PAIRED || end.code === LOAD_AGAIN) {
        leave(end.code === NOT_PAIRED ? 0 : 1000 + Math.random() * 4000);
      } else {
        setTimeout(connect, wait());
      }
    };
  }

  // Loads the page again once the server answers: a browser that is sent to a server that does not, stays on its own
  // page of errors for ever.
  function leave(after) {
    if (leaving) return;
    leaving = true;
    setTimeout(function () {
      fetch("/display", { cache: "no-store", credentials: "same-origin" })
        .then(function (answer) {
          if (!answer.ok) throw new Error("not yet");
          window.location.replace("/display");
        })
        .catch(function () {
          leaving = false;
          leave(wait());
        });
    }, after);
  }

  // A link that is dead looks open for a long time: it is given up and made again.
  setInterval(function () {
    if (Date.now() - heardAt < SILENT_FOR || leaving) return;
    distrust();
    heardAt = Date.now();
    if (socket !== null) {
      const silent = socket;
      socket = null;
      silent.close();
      connect();
    }
  }, LOOKS_EVERY);

  connect();
})();
