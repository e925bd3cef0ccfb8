# title: through standard output and input
# from: by-file
docker logout
docker save student/ahoy:1 > ~/ahoy.tar
docker rm -f friend
docker rmi student/ahoy:1
docker load < ~/ahoy.tar
docker run -dp 7070:80 --name again student/ahoy:1
