# title: nothing was done
# fails: draft-runs page-changed image-made on-the-hub was-removed friend-runs friend-page file-there was-removed-again from-file again-runs logged-out
docker container ls
