# title: at the port of before
# from: by-file
# fails: again-runs
docker logout
docker image save --output ahoy.tar student/ahoy:1
docker container rm --force friend
docker image rm student/ahoy:1
docker image load --input ahoy.tar
docker run -d --name again -p 9090:80 student/ahoy:1
