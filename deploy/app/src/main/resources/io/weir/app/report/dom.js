/** An element. Children are nodes or text; text never becomes markup. False, null and undefined are left out. */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'click') {
      node.addEventListener('click', value);
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Text of an alert or a person, which cannot turn the text around it. */
function data(text) {
  return element('bdi', {}, String(text));
}

function byId(id) {
  return document.getElementById(id);
}

function button(text, attributes = {}) {
  return element('button', { type: 'button', ...attributes }, text);
}

/** A severity's word with its colour. */
function severityMark(severity) {
  return element('span', { class: 'severity' }, swatch(severity), ` ${severityWord(severity)}`);
}

function swatch(severity) {
  return element('span', { class: `swatch ${severityClass(severity)}`, 'aria-hidden': 'true' });
}
