"use strict";
// Copies tables as CSV, opens the lists that an address names, and opens figures for the printer.  Asks nobody for anything.
(function () {
  function cell(one) {
    var text = one.hasAttribute("data-v") ? one.getAttribute("data-v") : one.textContent.trim();
    // A spreadsheet takes such a text for a formula.
    if (!one.classList.contains("num") && /^[=+\-@\t\r]/.test(text)) text = "'" + text;
    return /[",\n\r]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }
  function csv(table) {
    return Array.prototype.map.call(table.rows, function (row) {
      return Array.prototype.map.call(row.cells, cell).join(",");
    }).join("\r\n") + "\r\n";
  }
  function byHand(text) {
    var area = document.createElement("textarea");
    area.value = text;
    document.body.appendChild(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done;
  }
  function told(button, done) {
    var before = button.textContent;
    button.textContent = done ? "Copied" : "Not copied: select the table instead";
    setTimeout(function () { button.textContent = before; }, 2000);
  }
  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var text = csv(document.getElementById(button.getAttribute("data-copy")));
      if (navigator.clipboard && window.isSecureContext) {
        navigator.clipboard.writeText(text).then(
          function () { told(button, true); },
          function () { told(button, byHand(text)); });
      } else told(button, byHand(text));
    });
  });
  function open() {
    var id = location.hash.slice(1);
    var there = id && document.getElementById(id);
    if (there && there.tagName === "DETAILS") { there.open = true; there.scrollIntoView(); }
  }
  window.addEventListener("hashchange", open);
  open();
  var shut = [];
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.figures:not([open])").forEach(function (one) { one.open = true; shut.push(one); });
  });
  window.addEventListener("afterprint", function () {
    shut.forEach(function (one) { one.open = false; });
    shut = [];
  });
}());
