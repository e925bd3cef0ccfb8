# title: saved and removed, but never loaded
# from: by-file
# fails: from-file again-runs
docker logout
docker image save --output ahoy.tar student/ahoy:1
docker container rm --force friend
docker image rm student/ahoy:1
