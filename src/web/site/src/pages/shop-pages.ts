import { hills, picture } from "../art/wool";
import { html, type Html } from "../html";
import { chips, products, type Product } from "../shop";
import { shopFrame } from "./layout";

const price = (product: Product): string => `€${product.price.toFixed(2)}`;

/** A question that opens the chat and asks it. */
export const ask = (text: string): Html => html`<button type="button" class="chip" data-ask="${text}">${text}</button>`;

const card = (product: Product, id: string): Html =>
  html` <li>
    <a class="card" href="/demo/products/${product.slug}">
      ${picture(product, id)}
      <span class="card-text">
        <strong>${product.name}</strong><span class="price">${price(product)}</span>
        <span class="line">${product.line}</span>
      </span>
    </a>
  </li>`;

export function home(): Html {
  const jumpers = products.filter((product) => product.kind !== "socks");
  const socks = products.filter((product) => product.kind === "socks");
  return shopFrame(
    html` <section class="hero">
        ${hills()}
        <div class="hero-text">
          <p class="over">From our mill in Galway</p>
          <h1>Wool that stays<br />for good.</h1>
          <p class="lead">
            Jumpers and socks from merino we spin, dye and knit ourselves, and mend for as long as you wear them.
          </p>
          <div class="asks">
            <h2>Ask Ada, she knows the shop</h2>
            <div class="chips">${chips.map(ask)}</div>
          </div>
        </div>
      </section>
      <ul class="promises">
        <li><strong>Mended for life</strong><span>The first repair is free</span></li>
        <li><strong>30 days to return</strong><span>Unworn, no questions asked</span></li>
        <li><strong>Sent to 12 countries</strong><span>Packed the same day before 14:00</span></li>
        <li><strong>Certified merino</strong><span>Mulesing-free, from Tasmania</span></li>
      </ul>
      <section class="shelf" id="jumpers">
        <h2>Jumpers</h2>
        <ul class="grid">
          ${jumpers.map((product, i) => card(product, `j${i}`))}
        </ul>
      </section>
      <section class="shelf" id="socks">
        <h2>Socks</h2>
        <ul class="grid two">
          ${socks.map((product, i) => card(product, `s${i}`))}
          <li class="story">
            <p>“I darn about four hundred jumpers a year. Most of them are older than our apprentices.”</p>
            <span>Nuala, mending room</span>
            <a href="/demo/help/repairs">How repairs work</a>
          </li>
        </ul>
      </section>`,
  );
}

export function productPage(product: Product): Html {
  const others = products.filter((other) => other !== product).slice(0, 3);
  return shopFrame(
    html` <nav class="crumbs" aria-label="You are here">
        <a href="/demo">Shop</a> <span aria-hidden="true">/</span> ${product.name}
      </nav>
      <section class="product">
        <div class="frame">${picture(product, "main")}</div>
        <div class="product-text">
          <p class="over">${product.colour}</p>
          <h1>${product.name}</h1>
          <p class="price big">${price(product)}</p>
          <p class="lead">${product.about}</p>
          <fieldset class="sizes">
            <legend>Size</legend>
            ${product.sizes.map(
              (size, i) =>
                html`<label
                  ><input type="radio" name="size" value="${size}" ${i === 2 ? html`checked` : ""} /><span
                    >${size}</span
                  ></label
                >`,
            )}
            <a href="/demo/help/sizes">Size guide</a>
          </fieldset>
          <button type="button" class="buy" data-bag>Add to bag</button>
          <ul class="facts">
            ${product.facts.map((fact) => html`<li>${fact}</li>`)}
          </ul>
          <div class="asks plain">
            <h2>A question first?</h2>
            <div class="chips">${ask(product.ask)}${ask("Do you ship to Switzerland?")}</div>
          </div>
        </div>
      </section>
      <section class="shelf">
        <h2>You might also like</h2>
        <ul class="grid">
          ${others.map((other, i) => card(other, `o${i}`))}
        </ul>
      </section>`,
  );
}
