"use strict";
// What helps with many rows: search and filters, which the URL's fragment keeps, keys, and buttons that copy.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = document.forms.filter;
  const [query, locale, rule, todo] = ["q", "locale", "rule", "todo"].map((name) => form.elements[name]);
  const status = document.getElementById("status");
  const states = all("#states button");
  const urls = all(".locales tbody tr").map((locale) => locale.dataset.edit);

  // Each row, and for each locale its cell in the summary and its panel below.
  const rows = all(".row").map((element) => {
    const panels = element.lastElementChild.children;
    const cells = all(".cells > i", element).map((cell, at) => ({
      cell,
      panel: panels[at],
      locale: cell.textContent,
      state: cell.className || "done",
      rules: all("[data-rule]", panels[at]).map((finding) => finding.dataset.rule),
      text: panels[at].textContent.toLowerCase(),
    }));
    return { element, cells, code: element.querySelector("h3").textContent.toLowerCase() };
  });
  const others = all("#others li").map((element) => ({
    element,
    rule: element.dataset.rule,
    locale: element.closest("[data-locale]")?.dataset.locale,
    text: element.textContent.toLowerCase(),
  }));

  const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

  const isPressed = (button) => button.getAttribute("aria-pressed") === "true";
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));

  // Shows what fits the filters, and counts the states of what fits all others.
  const apply = () => {
    const wanted = query.value.trim().toLowerCase();
    const pressed = states.filter(isPressed).map((button) => button.value);
    const isOf = (item) => !locale.value || item.locale === locale.value;
    const counts = Object.fromEntries(states.map((button) => [button.value, 0]));
    let shown = 0;
    for (const { element, cells, code } of rows) {
      const holds = (item, at) => (at === 0 || isOf(item)) && item.text.includes(wanted);
      const isFound = code.includes(wanted) || cells.some(holds);
      let fits = false;
      cells.forEach((item, at) => {
        const isMeant = isOf(item) && (!rule.value || item.rules.includes(rule.value));
        const isShown = isMeant && (pressed.length === 0 || pressed.includes(item.state));
        if (isFound && isMeant) counts[item.state] += 1;
        item.isShown = isShown;
        item.cell.classList.toggle("out", !isShown);
        // The source's text stands beside every translation.
        item.panel.hidden = !isShown && at > 0;
        fits ||= isShown;
      });
      element.hidden = !(isFound && fits && !(todo.checked && element.classList.contains("ok")));
      if (!element.hidden) shown += 1;
    }
    for (const item of others) {
      const isShown = isOf(item) && (!rule.value || item.rule === rule.value) && item.text.includes(wanted);
      item.element.hidden = !(isShown && pressed.length === 0);
    }
    for (const button of states) button.querySelector(".count").textContent = counts[button.value];
    status.textContent =
      shown === rows.length ? counted(shown, "row") : `${shown} of ${counted(rows.length, "row")}`;
    document.getElementById("none").hidden = shown > 0;
  };

  // The filters in the URL's fragment, such as `#locale=de&state=stale`; any other fragment names a row.
  const filter = (filters) => {
    query.value = filters.get("q") ?? "";
    for (const select of [locale, rule]) {
      const value = filters.get(select.name);
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    }
    todo.checked = filters.has("todo");
    for (const button of states) press(button, filters.getAll("state").includes(button.value));
    apply();
  };
  const save = () => {
    const filters = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    for (const button of states.filter(isPressed)) filters.append("state", button.value);
    history.replaceState(null, "", filters.size > 0 ? `#${filters}` : location.pathname + location.search);
  };
  const restore = () => {
    const fragment = location.hash.slice(1);
    const name = new URLSearchParams(`name=${fragment}`).get("name");
    const named = fragment.includes("=") ? null : document.getElementById(name);
    if (!named) {
      filter(new URLSearchParams(fragment));
      return;
    }
    if (named.hidden) filter(new URLSearchParams());
    if (named.matches(".row")) named.open = true;
    named.scrollIntoView();
  };

  // The next or the previous panel, or finding outside the rows, that there is something to do about.
  let current = null;
  let opened = null;
  const move = (step) => {
    const problems = rows
      .filter(({ element }) => !element.hidden)
      .flatMap(({ element, cells }) =>
        cells
          .filter((item) => item.isShown && (item.state !== "done" || item.rules.length > 0))
          .map(({ panel, locale }) => ({ panel, row: element, name: `${element.querySelector("code").textContent}, ${locale}` })),
      )
      .concat(others.filter(({ element }) => !element.hidden).map(({ element }) => ({ panel: element, name: element.dataset.rule })));
    if (problems.length === 0) {
      status.textContent = "No problem is like this";
      return;
    }
    const isBehind = ({ panel }) =>
      current.compareDocumentPosition(panel) & Node.DOCUMENT_POSITION_FOLLOWING && panel !== current;
    const behind = current ? problems.filter(isBehind).length : problems.length;
    const isHere = problems.some(({ panel }) => panel === current);
    let at = problems.length - behind;
    if (step < 0) at -= isHere ? 2 : 1;
    at = (at + problems.length) % problems.length;
    const { panel, row, name } = problems[at];
    // What was opened on the way closes again.
    if (opened && opened !== row) opened.open = false;
    opened = row && !row.open ? row : opened === row ? row : null;
    if (row) row.open = true;
    current = panel;
    panel.tabIndex = -1;
    panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "center" });
    status.textContent = `Problem ${at + 1} of ${problems.length}: ${name}`;
  };
  document.addEventListener("keydown", (event) => {
    const isTyped = event.target.closest?.("input:not([type=checkbox]), select, textarea, [contenteditable]");
    if (isTyped || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "n") move(1);
    else if (event.key === "p") move(-1);
    else if (event.key === "/") query.focus();
    else return;
    event.preventDefault();
  });

  // A text gets its button when its row opens.
  const copy = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 1500);
    } catch {
      getSelection().selectAllChildren(text);
    }
  };
  const addCopies = (root) => {
    for (const text of all("article > p[lang], pre", root)) {
      const before = text.matches("pre") ? text : text.previousElementSibling;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.addEventListener("click", () => copy(text, button));
      if (before === text) text.after(button);
      else before.append(button);
    }
  };
  // What is done is a text alone until its row opens, and is then what the others are.
  const unfold = (item, url) => {
    const text = item.panel;
    if (!text.matches("p")) return;
    const panel = document.createElement("article");
    const heading = document.createElement("h4");
    const line = document.createElement(url ? "a" : "small");
    if (url) line.href = url.replaceAll("{line}", text.dataset.line);
    line.append(`line ${text.dataset.line}`);
    heading.append(item.locale, " ", line);
    panel.hidden = text.hidden;
    text.hidden = false;
    text.replaceWith(panel);
    panel.append(heading, text);
    item.panel = panel;
  };
  const toggled = ({ target }) => {
    if (!target.open || target.querySelector(".copy")) return;
    const { cells } = rows.find(({ element }) => element === target);
    cells.forEach((item, at) => unfold(item, urls[at]));
    addCopies(target);
  };
  document.addEventListener("toggle", toggled, true);
  for (const list of all("#others")) addCopies(list);

  // On paper stands what there is to do.
  let onPaper = [];
  addEventListener("beforeprint", () => {
    onPaper = rows.map(({ element }) => element).filter((row) => !row.open && !row.hidden && !row.matches(".ok"));
    for (const row of onPaper) row.open = true;
  });
  addEventListener("afterprint", () => {
    for (const row of onPaper) row.open = false;
  });

  for (const cell of all(".locales tbody th")) {
    const link = document.createElement("a");
    link.href = `#${new URLSearchParams({ locale: cell.textContent })}`;
    link.append(...cell.childNodes);
    cell.append(link);
  }
  for (const button of states) {
    button.disabled = false;
    button.addEventListener("click", () => {
      press(button, !isPressed(button));
      apply();
      save();
    });
  }
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => (apply(), save()));
  todo.addEventListener("input", () => (apply(), save()));
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    filter(new URLSearchParams());
    save();
  });
  addEventListener("hashchange", restore);
  restore();
})();
