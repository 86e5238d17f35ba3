// Runs tellme_kv260_d255ed2f3f on a board through XRT: the products of the vectors, compared bit for bit.
//
//   host/host KERNEL.xclbin [FOLDER of the vectors]
//
// Memory: beat i of a stream begins at byte i * stride; see src/memory_word.h.
#include <cstdio>
#include <string>
#include <vector>

#include <xrt/xrt_bo.h>
#include <xrt/xrt_device.h>
#include <xrt/xrt_kernel.h>

#include "vector_file.h"

namespace {

/// Bytes of a beat and from a beat to the next.
struct layout {
    std::size_t bytes, stride;
};

const layout activations_layout = {15, 16};
const layout weights_layout = {19, 32};
const layout outputs_layout = {24, 32};

uint32_t number(const std::vector<uint8_t> &bytes, int at) {
    uint32_t result = 0;
    for (int i = 3; i >= 0; --i) {
        result = result << 8 | bytes[std::size_t(at + i)];
    }
    return result;
}

/// A buffer of whole words of the widest port.
xrt::bo buffer_of(xrt::device &device, xrt::kernel &kernel, int argument, std::size_t bytes) {
    const std::size_t word = 64;
    return xrt::bo(device, (bytes + word - 1) / word * word, kernel.group_id(argument));
}

xrt::bo filled(xrt::device &device, xrt::kernel &kernel, int argument, const std::vector<uint8_t> &image) {
    xrt::bo buffer = buffer_of(device, kernel, argument, image.size());
    buffer.write(image.data(), image.size(), 0);
    buffer.sync(XCL_BO_SYNC_BO_TO_DEVICE);
    return buffer;
}

}  // namespace

int main(int argc, char **argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: %s KERNEL.xclbin [FOLDER]\n", argv[0]);
        return 2;
    }
    const std::string folder = argc > 2 ? argv[2] : "tb";
    xrt::device device(0);
    xrt::kernel kernel(device, device.load_xclbin(argv[1]), "tellme_kv260_d255ed2f3f");
    accel::vector_file command(folder, "command.hex"), beats(folder, "beats.hex");
    accel::vector_file activations_file(folder, "activations.hex");
    accel::vector_file weights_file(folder, "weights.hex");
    accel::vector_file expected(folder, "outputs.hex"), matter(folder, "outputs_matter.hex");
    const std::size_t line = (9 * outputs_layout.bytes + 1) / 8 + 1;
    long checked = 0, wrong = 0;
    std::vector<uint8_t> shape, counts;
    while (command.next(shape, 12) && beats.next(counts, 4 * 3)) {
        xrt::bo activations = filled(device, kernel, 0, activations_file.image(
            number(counts, 0), activations_layout.bytes,
            activations_layout.stride));
        xrt::bo weights = filled(device, kernel, 1, weights_file.image(
            number(counts, 4), weights_layout.bytes,
            weights_layout.stride));
        const std::size_t output_beats = number(counts, 4 * 2);
        xrt::bo outputs = buffer_of(device, kernel, 2, output_beats * outputs_layout.stride);
        xrt::run run = kernel(activations, weights, outputs, int(number(shape, 0)), int(number(shape, 4)),
            int(number(shape, 8)));
        run.wait();
        outputs.sync(XCL_BO_SYNC_BO_FROM_DEVICE);
        std::vector<uint8_t> got(output_beats * outputs_layout.stride), want, mask;
        outputs.read(got.data(), got.size(), 0);
        for (std::size_t i = 0; i < output_beats; ++i, ++checked) {
            if (!expected.next(want, line) || !matter.next(mask, outputs_layout.bytes)
                || accel::differs(&got[i * outputs_layout.stride], &want[0], &mask[0], outputs_layout.bytes)) {
                ++wrong;
            }
        }
    }
    std::printf(wrong == 0 ? "PASS %ld\n" : "FAIL %ld\n", wrong == 0 ? checked : wrong);
    return wrong == 0 ? 0 : 1;
}
