const form = document.getElementById("form");
const answer = document.getElementById("answer");
const sent = document.getElementById("sent");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const asked = new URLSearchParams();
  for (const input of form.querySelectorAll("input[name]")) {
    if (input.value !== "") asked.set(input.name, input.value);
  }
  const url = "/api/memes?" + asked;
  sent.textContent = "GET " + url;
  answer.hidden = false;
  answer.textContent = "…";
  try {
    const got = await fetch(url, { headers: { "X-Token": document.getElementById("token").value } });
    const told = ["x-total-count", "x-hidden-count", "x-token-balance", "x-token-cost", "x-suggestion", "x-request-id"]
      .filter((name) => got.headers.has(name)).map((name) => name + ": " + got.headers.get(name));
    answer.textContent = [got.status + " " + got.statusText, ...told, "", await got.text()].join("\n");
  } catch (error) {
    answer.textContent = String(error);
  }
});
