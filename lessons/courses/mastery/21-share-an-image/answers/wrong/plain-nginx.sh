# title: nginx itself instead of the image
# from: by-file
# fails: again-runs
docker logout
docker image save --output ahoy.tar student/ahoy:1
docker container rm --force friend
docker image rm student/ahoy:1
docker image load --input ahoy.tar
docker run -d --name again -p 7070:80 nginx:alpine
