// What the script adds to pages that are whole without it: the menu on a phone, results without a reload, citations to
// copy, and the stretch of text that a link leads to.
import { createAll, ErrorSummary, ServiceNavigation } from "govuk-frontend";
import "htmx.org";
import { suggestIn } from "./suggest";

createAll(ServiceNavigation);
createAll(ErrorSummary);

/** Lights the pieces of text that `#char=start,end` spans, and brings the first into view if no element has that id. */
function findCharacters(): void {
  const match = /^#char=(\d+),(\d+)$/.exec(decodeURIComponent(location.hash));
  document.querySelectorAll(".app-found").forEach((piece) => piece.classList.remove("app-found"));
  if (!match) return;
  const [start, end] = [Number(match[1]), Number(match[2])];
  const pieces = [...document.querySelectorAll<HTMLElement>("[data-char]")].filter((piece) => {
    const [from, to] = piece.dataset.char!.split(",").map(Number);
    return from! < end && start < to!;
  });
  pieces.forEach((piece) => piece.classList.add("app-found"));
  if (!document.getElementById(location.hash.slice(1))) pieces[0]?.scrollIntoView();
}

/** Shows the buttons that copy a citation, and says when one has. */
function offerCitations(): void {
  if (!navigator.clipboard) return;
  document.querySelectorAll<HTMLButtonElement>("[data-copy]").forEach((button) => {
    button.hidden = false;
    const words = button.firstChild!;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy!);
      words.textContent = "Copied";
      setTimeout(() => (words.textContent = "Copy citation"), 2000);
    });
  });
}

/** Leaves empty fields out of the address, and says that what was asked for is on its way. */
function prepareForms(): void {
  document.querySelectorAll<HTMLFormElement>("form[method=get]").forEach((form) => {
    form.addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
    });
  });
  document.querySelectorAll<HTMLFormElement>("form[data-busy]").forEach((form) => {
    form.addEventListener("submit", () => {
      form.classList.add("is-busy");
      if (form.querySelector(".app-ask__busy")) return;
      const place = form.querySelector(".app-ask__box");
      if (place) place.after(busy(form));
      else form.append(busy(form));
    });
  });
  addEventListener("pageshow", () => {
    document.querySelectorAll(".is-busy").forEach((form) => form.classList.remove("is-busy"));
    document.querySelectorAll(".app-ask__busy").forEach((note) => note.remove());
  });
}

function busy(form: HTMLFormElement): HTMLElement {
  const note = document.createElement("p");
  note.className = "app-ask__busy";
  note.role = "status";
  note.textContent = form.dataset.busy + " …";
  return note;
}

/** Puts the cursor where the query stops making sense. */
function pointAtFault(): void {
  const box = document.querySelector<HTMLTextAreaElement>("textarea[data-line]");
  const [line, column] = [Number(box?.dataset.line), Number(box?.dataset.column)];
  if (!box || !line) return;
  const before = box.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  box.setSelectionRange(before + column - 1, before + column - 1);
}

/** Ctrl+Enter runs the query. */
function runByKeyboard(): void {
  const box = document.querySelector<HTMLTextAreaElement>(".app-query__text");
  box?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) box.form!.requestSubmit();
  });
}

/** Lets files be dropped on the form that adds them, and says before they are sent what was chosen or is too much. */
function takeFiles(): void {
  const form = document.querySelector<HTMLFormElement>(".app-upload");
  const field = form?.querySelector<HTMLInputElement>("input[type=file]");
  const chosen = form?.querySelector<HTMLElement>(".app-upload__chosen");
  if (!form || !field || !chosen) return;
  const tell = (): void => {
    const files = [...field.files!];
    const tooMuch = files.reduce((sum, file) => sum + file.size, 0) > Number(form.dataset.most) * 1e6;
    const words = tooMuch ? `More than ${form.dataset.most} MB: add them in parts.` : "";
    field.setCustomValidity(words);
    chosen.hidden = files.length === 0;
    chosen.classList.toggle("is-wrong", tooMuch);
    chosen.textContent = words || files.map((file) => file.name).join(", ");
  };
  field.addEventListener("change", tell);
  for (const kind of ["dragover", "dragleave", "drop"] as const) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.toggle("is-over", kind === "dragover");
      if (kind !== "drop" || !event.dataTransfer?.files.length) return;
      field.files = event.dataTransfer.files;
      tell();
    });
  }
}

/** Suggests themes, authorities, people and inspections in the Ask box. */
function suggest(): void {
  const box = document.querySelector<HTMLInputElement>(".app-ask__input");
  if (box) suggestIn(box);
}

prepareForms();
suggest();
takeFiles();
offerCitations();
findCharacters();
pointAtFault();
runByKeyboard();
addEventListener("hashchange", findCharacters);
document.addEventListener("htmx:after:swap", findCharacters);
