// Suggestions in the Ask box, as the combobox pattern of ARIA has them: the box works the same without.

interface Suggestion {
  label: string;
  kind: string;
  href: string | null;
  text: string | null;
}

/** Offers suggestions below a box while somebody types in it. */
export function suggestIn(box: HTMLInputElement): void {
  const list = document.createElement("ul");
  list.id = `${box.id}-suggestions`;
  list.className = "app-suggest";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  const status = document.createElement("div");
  status.className = "govuk-visually-hidden";
  status.setAttribute("role", "status");
  box.after(list, status);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id }))
    box.setAttribute(name, value);

  let offered: Suggestion[] = [];
  let at = -1;
  let asked = 0;

  function show(found: Suggestion[]): void {
    offered = found;
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = found.length ? `${found.length} ${found.length === 1 ? "suggestion" : "suggestions"}` : "";
    point(-1);
  }

  function option(one: Suggestion, index: number): HTMLElement {
    const made = document.createElement("li");
    made.id = `${list.id}-${index}`;
    made.setAttribute("role", "option");
    made.append(one.label, " ");
    const kind = document.createElement("span");
    kind.textContent = one.kind;
    made.append(kind);
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => choose(index));
    return made;
  }

  function point(index: number): void {
    at = index;
    [...list.children].forEach((each, number) => each.setAttribute("aria-selected", String(number === index)));
    if (index < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", list.children[index]!.id);
    list.children[index]?.scrollIntoView({ block: "nearest" });
  }

  function choose(index: number): void {
    const { href, text } = offered[index]!;
    show([]);
    if (href) location.assign(href);
    else box.value = text!;
    box.focus();
  }

  let waiting = 0;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(async () => {
      const mine = ++asked;
      const answer = await fetch(`/suggest?q=${encodeURIComponent(box.value)}`).catch(() => null);
      if (answer?.ok && mine === asked && document.activeElement === box) show(await answer.json());
    }, 120);
  });
  box.addEventListener("keydown", (event) => {
    const { key } = event;
    if (list.hidden) return;
    if (key === "ArrowDown" || key === "ArrowUp") point(((at + (key === "ArrowDown" ? 2 : 0) + offered.length + 1) % (offered.length + 1)) - 1);
    else if (key === "Escape") show([]);
    else if (key === "Enter" && at >= 0) choose(at);
    else return;
    event.preventDefault();
  });
  box.addEventListener("blur", () => show([]));
  box.form?.addEventListener("submit", () => {
    asked++;
    clearTimeout(waiting);
    show([]);
  });
}
