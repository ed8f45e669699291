from collections.abc import Iterator
from functools import cache
from typing import Annotated

from msgspec import Meta

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, EntryKind
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

# Words that are no English word in small letters. `LiDAR`, `Lidar` and `lidar` are all in use, as `SLAM` and `slam` are.
KNOWN_WORDS = """
AlexNet ASIC ASICs BERT Bayesian Bernoulli Boltzmann CIFAR CMOS CNN CNNs CPU CPUs CUDA DNN DNNs DenseNet Dirichlet
Euclidean FPGA FPGAs Fourier GAN GANs GCN GCNs GNN GNNs GPT GPU GPUs GRU Gaussian Gaussians Hebbian Hessian
ImageNet IoT Jacobian LLM LLMs LSTM LSTMs Lagrangian Laplacian MLP MLPs MNIST Markov MobileNet NLP PCA Poisson PyTorch
RNN RNNs ReLU ResNet ResNets Riemannian SGD SVM SVMs TensorFlow VAE VAEs VLSI Wasserstein
"""
# A word by itself, or the beginning of `cnn-based`; neither a part of a longer name nor of an address.
WORD = lazy(r"(?<![^\s(\[\"“‘])([a-z]{3,})(?=(?:-[a-z]+)*[)\]\"”’.,:;!?]*(?:\s|\Z))")


class TitleAcronym(Rule, frozen=True):
    """An acronym or a name in small letters in a paper's title: `dnn`, `imagenet`, `bayesian`.

    ## Why

    Bibliographies take the capitals of titles away, and `dnn` is harder to read than `DNN`. Some authors write them so, which
    is why this rule is off unless asked for.

    ## Bad

    ```markdown
    - **Compressing cnn models for imagenet.** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
    ```

    ## Good

    ```markdown
    - **Compressing CNN models for ImageNet.** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
    ```

    ## Fix

    Writes the word as it is usually written. It is unsafe, because the authors may have meant the small letters. More words are
    listed in the option `words`.
    """

    looks_at = Looks.SECTION
    default = False
    fixable = Applicability.UNSAFE
    effect = Effect.TEXT

    words: Annotated[tuple[str, ...], Meta(description="more words, written as they should be")] = ()

    def check(self, document: Document) -> Iterator[Diagnostic]:
        known = _known() | {word.lower(): word for word in self.words}
        for entry in document.entries:
            title = entry.title
            if entry.kind is not EntryKind.PAPER or title is None or title.span.end - title.span.start != len(title.value):
                continue
            for match in WORD.finditer(title.value):
                expected = known.get(match.group(1))
                if expected is None or expected == match.group(1):
                    continue
                span = Span(title.span.start + match.start(1), title.span.start + match.end(1))
                fix = Fix.replace(span, expected, Applicability.UNSAFE)
                yield self.diagnostic(span, f"`{match.group(1)}` should be `{expected}`, as elsewhere in this list.", fix)


@cache
def _known() -> dict[str, str]:
    return {word.lower(): word for word in KNOWN_WORDS.split()}
