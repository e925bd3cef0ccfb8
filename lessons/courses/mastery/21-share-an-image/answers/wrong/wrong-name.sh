# title: the container has another name
# from: by-file
# fails: again-runs
docker logout
docker image save --output ahoy.tar student/ahoy:1
docker container rm --force friend
docker image rm student/ahoy:1
docker image load --input ahoy.tar
docker run -d --name friend -p 7070:80 student/ahoy:1
